# The same pinned dependencies as everywhere else; no compiler, no root.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements/ requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/runtime.txt
RUN python -m venv /tools \
    && /tools/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/build.txt
COPY pyproject.toml README.md ./
COPY graph/ graph/
COPY ingest/ ingest/
COPY api/ api/
RUN /tools/bin/hatchling build -t wheel -d /wheels \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps /wheels/*.whl \
    && /venv/bin/python -m graph.influence.warming

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home techtrade && install -d -o techtrade -g techtrade /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH TECHTRADE_DATA=/data PYTHONUNBUFFERED=1
USER techtrade
WORKDIR /data
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["techtrade"]
CMD ["serve"]
