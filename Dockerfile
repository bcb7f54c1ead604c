# The server and the operator's command line; the mini-program is built by Taro and uploaded to WeChat.
FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/api/package.json packages/api/
COPY packages/exam/package.json packages/exam/
COPY packages/stop-signals/package.json packages/stop-signals/
COPY packages/weapp-runner/package.json packages/weapp-runner/
COPY packages/wechat-sandbox/package.json packages/wechat-sandbox/
COPY cli/package.json cli/
COPY server/package.json server/
# Only what these need: no Taro and no browser. (The embedded PostgreSQL comes along unused.)
RUN npm ci --omit=dev --no-audit --no-fund --workspace server --workspace packages/api --workspace packages/exam --workspace packages/stop-signals --workspace cli
COPY packages/api/src packages/api/src
COPY packages/exam/src packages/exam/src
COPY packages/stop-signals/src packages/stop-signals/src
COPY cli/src cli/src
COPY server/src server/src
COPY server/migrations server/migrations
COPY tsconfig.json ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-semi-space-size=32", "--heap-growing-percent=30", "--require", "tsx/cjs", "server/src/main.ts"]
CMD ["serve"]
