/**
 * Takes apart what Python's `js_packed` has put together: base64 of deflated JSON.
 */
"use strict";
(function (im) {
  /** @returns {Promise<object>} fails for a text that is cut or not packed */
  im.unpack = async packed => {
    const bytes = Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
    // Not through a blob: its content goes to the browser's process and back.
    const { writable, readable } = new DecompressionStream("deflate"), writer = writable.getWriter();
    const written = writer.write(bytes).then(() => writer.close());
    const [text] = await Promise.all([new Response(readable).text(), written]);
    return JSON.parse(text);
  };
})(window.incidentMap = window.incidentMap || {});
