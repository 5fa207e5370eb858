# The platform's own processes; PostgreSQL, NATS and Redis run beside it (docker-compose.yml).
FROM node:24.11.0-bookworm-slim AS pages
WORKDIR /app
COPY . .
# With the development parts, since only they can build the pages.
RUN npm install --no-save --include=dev --include=optional --ignore-scripts && node tooling/buildWeb.ts

FROM node:24.11.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app

COPY . .
# Without the optional parts: they are the PostgreSQL that is run without Docker.
RUN npm install --no-save --omit=dev --omit=optional
COPY --from=pages /app/services/gateway/web/dist services/gateway/web/dist

# Made here so that volumes mounted on them belong to the account that writes them.
RUN mkdir -p /data /secrets/postgres /secrets/nats /secrets/redis \
  && chown -R node:node /data /secrets
USER node
ENV PURSER_DIR=/data PURSER_HOST=0.0.0.0
EXPOSE 4400 4420
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4400/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "infra/local/src/main.ts"]
