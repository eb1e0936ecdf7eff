"""A reader without a browser: speaks Streamlit's WebSocket protocol, as forty Chromiums would only measure themselves."""

import asyncio
import json
import time
from dataclasses import dataclass

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from geodata.cells import seen_at

from .browser import is_map

FRAME = (720, 385)  # pixels of the map at 1366 x 768
LONGEST = 60  # seconds that an answer may take
FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass(frozen=True)
class Answer:
    """Milliseconds until the map and until the end of the run had come, and the bytes of all of it."""

    map: float
    whole: float
    bytes: int


class Session:
    """One reader at the app."""

    def __init__(self, socket: ClientConnection):
        self._socket = socket
        self._maps: set[str] = set()  # what the server sent once it later names by its digest
        self._map = ("", "")  # the map's id, and that of the part of the page that it is in
        self._query = ""
        self._said = 0  # messages of the map

    @classmethod
    async def open(cls, url: str) -> "Session":
        """Connects as a page of the app does."""
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        return cls(await connect(address, origin=url, subprotocols=["streamlit"], max_size=None))

    async def close(self) -> None:
        """Ends the session."""
        await self._socket.close()

    async def ask(self, query: str) -> Answer:
        """Follows a link, as when the reader goes back: to another filter. Raises SessionError without an answer."""
        self._query = query
        asked = BackMsg()
        asked.rerun_script.query_string = query
        return await self._say(asked)

    async def pan(self, latitude: float, longitude: float, zoom: float) -> Answer:
        """Moves the map, of which only the map hears. Raises SessionError without an answer."""
        asked = BackMsg()
        asked.rerun_script.query_string = self._query
        moved = asked.rerun_script.widget_states.widgets.add()
        moved.id, asked.rerun_script.fragment_id = self._map
        bounds = seen_at(latitude, longitude, zoom, *FRAME).edges
        self._said += 1
        said = {"event": "move", "lat": latitude, "lon": longitude, "zoom": zoom, "bounds": bounds, "nr": self._said}
        moved.json_value = json.dumps({"frame": "bench", "messages": [said]})
        return await self._say(asked)

    async def _say(self, asked: BackMsg) -> Answer:
        began = time.perf_counter()
        try:
            await self._socket.send(asked.SerializeToString())
            async with asyncio.timeout(LONGEST):
                return await self._answer(began)
        except (TimeoutError, websockets.WebSocketException) as error:
            raise SessionError(type(error).__name__) from error

    async def _answer(self, began: float) -> Answer:
        received, on_map = 0, None
        while True:
            frame = await self._socket.recv()
            received += len(frame)
            message = ForwardMsg.FromString(frame)
            kind = message.WhichOneof("type")
            if kind == "ref_hash" and message.ref_hash in self._maps:
                on_map = _since(began)
            elif kind == "delta":
                if is_map(message):
                    self._maps.add(message.hash)
                    self._map = message.delta.new_element.component_instance.id, message.delta.fragment_id
                    on_map = _since(began)
                elif message.delta.new_element.WhichOneof("type") == "exception":
                    raise SessionError(message.delta.new_element.exception.message)
            elif kind == "script_finished":
                if message.script_finished not in FINISHED:
                    continue  # a run that another one took the place of
                if on_map is None:
                    raise SessionError("The run ended without a map.")
                return Answer(on_map, _since(began), received)


class SessionError(Exception):
    """The app gave no answer, or an error."""


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
