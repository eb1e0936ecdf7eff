/**
 * Takes apart what Python's `js_packed` has put together: base64 of deflated JSON.
 */
"use strict";
(function (im) {
  /** @returns {Promise<object>} fails for a text that is cut or not packed */
  im.unpack = async packed => {
    const bytes = Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  };
})(window.incidentMap = window.incidentMap || {});
