# Two stages: the first builds, the second holds what runs: Node, the built server and pages, nothing of the tools.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# No scripts: the package `node` would bring a second Node along. Optional parts of the bundlers come as packages.
RUN npm ci --ignore-scripts
COPY . .
# By this Node itself: the tools in node_modules would look for the one that was not brought along.
RUN node scripts/build.js widget inbox server

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/scripts/start.js ./scripts/
COPY --from=build /build/dist/public ./dist/public
COPY --from=build /build/dist/server ./dist/server
# What draws the small pictures of pictures; without it there are none.
COPY --from=build /build/node_modules/sharp ./node_modules/sharp
COPY --from=build /build/node_modules/@img ./node_modules/@img
COPY --from=build /build/node_modules/detect-libc ./node_modules/detect-libc
COPY --from=build /build/node_modules/semver ./node_modules/semver
# What is stored is in /data and belongs to the user that runs, whom the image brings along: not root. So does what Node compiles.
RUN mkdir /data dist/server/.compiled && chown node:node /data dist/server/.compiled
USER node
# It is kept for each user and path apart, so it is made here, by a start that the first one then profits from.
RUN DATABASE_URL=sqlite::memory: timeout --preserve-status 5 node scripts/start.js
ENV DATABASE_URL=sqlite:/data/deskbell.db
VOLUME /data
EXPOSE 8080
# Pages are led to another server for up to 15 s; compose and Docker wait only 10 s unless told.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/readyz`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/start.js"]
