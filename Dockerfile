# One image for server, worker and commands. Build the front end first: make setup
FROM python:3.12-slim-bookworm
RUN pip install --no-cache-dir uv && useradd --system --create-home --uid 10001 wanglou
WORKDIR /opt/wanglou
COPY requirements.lock pyproject.toml ./
RUN uv venv .venv && uv pip sync --no-cache --python .venv/bin/python --require-hashes requirements.lock
COPY . .
RUN uv pip install --no-cache --python .venv/bin/python --no-deps --no-build-isolation --editable . \
    && install -d -o wanglou -g wanglou -m 0700 /var/lib/wanglou
ENV PATH=/opt/wanglou/.venv/bin:$PATH WANGLOU_HOME=/var/lib/wanglou PYTHONUNBUFFERED=1
USER wanglou
EXPOSE 8000
ENTRYPOINT ["wanglou"]
CMD ["serve"]
