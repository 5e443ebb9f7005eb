# Rebound as a container: one process, one volume. docs/deploy.md says how to run it.
# Python 3.11 is the version that constraints.txt was made with.

FROM python:3.11-slim AS build
WORKDIR /build
COPY pyproject.toml constraints.txt ./
# Only what the bot needs to run, in the versions of constraints.txt, and nothing that has to be compiled.
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" \
        > requirements.txt \
    && python -m venv --without-pip /opt/venv \
    && python -m pip --python /opt/venv/bin/python install --no-cache-dir --only-binary :all: \
        --constraint constraints.txt --requirement requirements.txt
COPY LICENSE /app/
COPY bot /app/bot
COPY prompts /app/prompts
RUN python -m compileall -q /app/bot && chmod -R a+rX /app /opt/venv

FROM python:3.11-slim
RUN python -m pip uninstall --yes --quiet --root-user-action ignore setuptools wheel pip \
    && rm -rf /usr/local/lib/python3.11/ensurepip \
    && groupadd --gid 10001 rebound \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin rebound \
    && install --directory --owner rebound --group rebound --mode 0700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
# SQLite rewrites the database after something is deleted: that takes room on the volume, not in memory.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    REBOUND_DATA=/data \
    SQLITE_TMPDIR=/data
WORKDIR /app
USER 10001:10001
VOLUME /data
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
CMD ["python", "-m", "bot", "run"]
