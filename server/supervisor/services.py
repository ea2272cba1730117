"""Database and Redis of one home folder: embedded, or those that the environment names."""

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from server.supervisor.errors import SupervisorError
from server.supervisor.home import Connections, Home
from server.supervisor.postgres import APP, OWNER, SUPERUSER, Postgres
from server.supervisor.processes import Child, unprivileged_account
from server.supervisor.redis_server import Redis

Say = Callable[[str], None]


class Services:
    """Starts what is not given by URL; holds the home folder meanwhile, unless we do already."""

    def __init__(
        self,
        home: Home,
        environment: Mapping[str, str],
        *,
        say: Say = lambda _: None,
        postgres_settings: Mapping[str, str] | None = None,
    ) -> None:
        self.home = home
        self._environment = environment
        self._say = say
        self._postgres_settings = postgres_settings
        self._postgres: Postgres | None = None
        self._redis: Redis | None = None
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        """Take the home and start; whatever was started stops again when a later step fails."""
        with self._stack:
            if not self.home.ours:
                self._stack.enter_context(self.home)
            self._start()
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop what was started and give the home back."""
        self._stack.close()

    @property
    def children(self) -> list[Child]:
        """The embedded processes, to be watched."""
        return [part.child for part in (self._postgres, self._redis) if part is not None]

    @property
    def connections(self) -> Connections:
        """Where database and Redis are reached."""
        given = self._environment
        if self._postgres is None:
            app, owner = given["WANGLOU_DATABASE_URL"], given.get("WANGLOU_OWNER_DATABASE_URL", "")
        else:
            app, owner = self._postgres.url(APP), self._postgres.url(OWNER)
        redis = given["WANGLOU_REDIS_URL"] if self._redis is None else self._redis.url
        return Connections(app, owner, redis)

    def superuser_url(self, database: str) -> str:
        """Return the superuser's address of the embedded cluster (test harness only)."""
        if self._postgres is None:
            raise SupervisorError("the database was given by URL; its superuser is not known here")
        return self._postgres.url(SUPERUSER, database)

    def _start(self) -> None:
        embed_postgres = not self._environment.get("WANGLOU_DATABASE_URL")
        embed_redis = not self._environment.get("WANGLOU_REDIS_URL")
        if not (embed_postgres or embed_redis):
            return
        account = unprivileged_account()
        sockets = self.home.make_sockets_folder(account)
        if embed_redis:
            self._redis = Redis(self.home, sockets=sockets, account=account)
            self._run(self._redis.child)
        if embed_postgres:
            self._postgres = Postgres(
                self.home, sockets=sockets, account=account, settings=self._postgres_settings
            )
            self._start_postgres(self._postgres)
        if self._redis is not None:
            self._redis.wait_ready()

    def _start_postgres(self, postgres: Postgres) -> None:
        if not postgres.exists:
            self._say(f"making a private {postgres.description} cluster")
            postgres.create()
        self._say(f"starting {postgres.description} and Redis")
        self._run(postgres.child)
        postgres.wait_ready()

    def _run(self, child: Child) -> None:
        self._stack.callback(child.stop)
        child.start()


def home_at(path: str | Path) -> Home:
    """Return the home folder at a path (nothing is made yet)."""
    return Home(Path(path))
