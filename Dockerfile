# syntax=docker/dockerfile:1
# docker build -t siaga-pemilu .                      the bundled model, no PyTorch
# docker build -t siaga-pemilu --build-arg MODELS=1 . any SIAGA_MODEL, with PyTorch's CPU build

FROM python:3.12-slim AS build
ARG MODELS=
WORKDIR /src
RUN python -m venv --without-pip /opt/siaga
COPY requirements-torch.txt ./
RUN if [ -n "$MODELS" ]; then \
        pip --python /opt/siaga/bin/python install --no-cache-dir -r requirements-torch.txt; fi
COPY pyproject.toml README.md ./
COPY corpus corpus
COPY index index
COPY bot bot
RUN pip --python /opt/siaga/bin/python install --no-cache-dir ".${MODELS:+[models]}" \
    && find /opt/siaga -name __pycache__ -prune -exec rm -rf {} +

FROM python:3.12-slim
RUN useradd --uid 10001 --create-home siaga && install -d -o siaga -g siaga /data /corpus
COPY --from=build /opt/siaga /opt/siaga
COPY --chown=siaga:siaga corpus/data /corpus
ENV PATH=/opt/siaga/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SIAGA_DATA_DIR=/data \
    SIAGA_CORPUS_DIR=/corpus
USER siaga
WORKDIR /data
VOLUME /data /corpus
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s CMD ["siaga", "doctor"]
CMD ["sh", "-c", "siaga build && exec siaga run"]
