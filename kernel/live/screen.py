"""One connection: what the screen asks for, and the boards it has open."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog
from starlette.websockets import WebSocket

from kernel.access.actor import Actor
from kernel.errors import Conflict, FieldError, Forbidden, Invalid, NotFound, Problem, RateLimited
from kernel.ids import NIL
from kernel.live import frames, protocol
from kernel.live.board import Board
from kernel.live.classes import SightClass
from kernel.live.ephemeral import screen_id
from kernel.live.filling import Filling
from kernel.live.parts import Parts
from kernel.live.place import Area
from kernel.live.rate import Rate
from kernel.live.readings import StartOver
from kernel.live.replay import Replay
from kernel.live.transport import Wire
from kernel.web.problems import ServerBug

log = structlog.get_logger()
# A desk shows some five boards; twenty leave room for pages kept open behind it.
MOST_BOARDS = 20
# Snapshots, changes of view and replays of one screen under way at once.
MOST_STEPS = 40
SAYS_PER_S = 5


@dataclass(slots=True, eq=False)
class Screen:
    """A connection that has said who it is."""

    parts: Parts
    wire: Wire
    actor: Actor
    sight: SightClass
    id: str = field(default_factory=screen_id)
    boards: dict[str, Board] = field(default_factory=dict)
    _steps: dict[asyncio.Task[None], Board] = field(default_factory=dict)
    _says: Rate | None = None

    async def run(self, websocket: WebSocket) -> None:
        """Answer the screen until it goes."""
        try:
            while True:
                message = await websocket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                self._take(message)
        finally:
            for board in list(self.boards.values()):
                self._shut(board)
            await asyncio.gather(*self._steps, return_exceptions=True)

    def may_say(self, now: float) -> bool:
        """Count one ephemeral message; say whether it is still within the rate."""
        if self._says is None:
            self._says = Rate(SAYS_PER_S, SAYS_PER_S, now)
        return self._says.take(now)

    def start_over(self, board: Board, reason: str) -> None:
        """Close a board and tell the screen to open it again without `since`."""
        if self.boards.get(board.id) is board:
            self._shut(board)
            self.wire.write(frames.message("resync", id=board.id, reason=reason))

    def _take(self, message: Any) -> None:
        text = message.get("text")
        board = None
        try:
            if text is None:
                raise Invalid("Screens send JSON as text.", errors=[FieldError("", "text", "")])
            board = protocol.board_of(text)
            self._answer(protocol.parsed(text))
        except Problem as refusal:
            self.wire.write(frames.problem(refusal, board))

    def _answer(self, request: protocol.Request) -> None:
        match request:
            case protocol.Open():
                self._open(request)
            case protocol.View():
                self._view(request)
            case protocol.Close():
                self._shut(self._board(request.id))
            case protocol.Say():
                self.parts.ephemeral.say(self, request)
            case protocol.Ping():
                now = self.parts.runtime.clock.now()
                self.wire.write(frames.message("pong", n=request.n, now=now))

    def _open(self, request: protocol.Open) -> None:
        topics = self._readable(request)
        if request.at is not None:
            self.actor.require("replay.read")
        if request.at is not None and request.at > self.parts.runtime.clock.now():
            raise Invalid(
                "`at` lies in the future.", errors=[FieldError("/at", "future", "in the past")]
            )
        if request.id in self.boards:
            self._shut(self.boards[request.id])
        if len(self.boards) >= MOST_BOARDS:
            raise RateLimited(f"A screen may have {MOST_BOARDS} boards; close one first.")
        board = Board(
            id=request.id,
            key=frames.board_key(request.id),
            topics=topics,
            subjects=None if request.subjects is None else frozenset(request.subjects),
            drill=request.drill or NIL,
            area=None if request.area is None else Area(*request.area),
            sight=self.sight,
            personal=self.actor.personal,
            wire=self.wire,
            owner=self,
            at=request.at,
        )
        self.boards[board.id] = board
        self.parts.hub.attach(board)
        self._step(board, self._fill(board, request))

    def _readable(self, request: protocol.Open) -> tuple[str, ...]:
        """Return the topics the account may read; tell which of them it may not.

        Raises `Forbidden` when none is left. Topics nobody serves yet stay empty.
        """
        permissions = self.parts.permissions
        closed = [t for t in request.topics if not self.actor.may(permissions.get(t, ""))]
        closed = [t for t in closed if t in permissions]
        if closed:
            refusal = Forbidden(
                f"Your posts do not carry what reading {', '.join(closed)} takes.",
                errors=[FieldError("/topics", "permission", permissions[t]) for t in closed],
            )
            if len(closed) == len(request.topics):
                raise refusal
            self.wire.write(frames.problem(refusal, request.id))
        return tuple(sorted(set(request.topics) - set(closed)))

    def _view(self, request: protocol.View) -> None:
        board = self._board(request.id)
        if board.at is not None:
            raise Conflict("A board of the past keeps its area; open it again with another.")
        was, board.area = board.area, None if request.area is None else Area(*request.area)
        self._step(board, Filling(self.parts).view(self.actor, board, was))

    def _board(self, board_id: str) -> Board:
        board = self.boards.get(board_id)
        if board is None:
            raise NotFound("No board of this id is open.")
        return board

    def _shut(self, board: Board) -> None:
        del self.boards[board.id]
        self.parts.hub.detach(board)
        for task, of in self._steps.items():
            if of is board:
                task.cancel()

    async def _fill(self, board: Board, request: protocol.Open) -> None:
        filling = Filling(self.parts)
        await filling.ready(board)
        if request.at is not None:
            await self._play(filling, board, request)
        elif request.since is not None:
            await filling.since(self.actor, board, request.since, request.epoch)
        else:
            await filling.present(self.actor, board)

    async def _play(self, filling: Filling, board: Board, request: protocol.Open) -> None:
        assert board.at is not None
        stood = await filling.past(self.actor, board)
        if request.speed is None:
            return
        replay = Replay(self.parts, board, board.at, request.speed)
        seq = await replay.run(self.actor, stood)
        self.parts.hub.detach(board)
        board.at = None
        self.parts.hub.attach(board)
        now = self.parts.runtime.clock.now()
        self.wire.write(frames.message("present", id=board.id, seq=seq, at=now))
        await filling.since(self.actor, board, seq, None)

    def _step(self, board: Board, work: Coroutine[Any, Any, None]) -> None:
        if len(self._steps) >= MOST_STEPS:
            work.close()
            self.start_over(board, "busy")
            return
        task = asyncio.create_task(self._guarded(board, work))
        self._steps[task] = board
        task.add_done_callback(self._steps.pop)

    async def _guarded(self, board: Board, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except StartOver as again:
            self.start_over(board, again.reason)
        except Problem as refusal:
            self._fail(board, refusal)
        except Exception:
            log.exception("live_board_failed", board=board.id)
            self._fail(board, ServerBug())

    def _fail(self, board: Board, refusal: Problem) -> None:
        """Close a board that could not be filled; the screen opens it again."""
        if self.boards.get(board.id) is board:
            self._shut(board)
            self.wire.write(frames.problem(refusal, board.id))
