# One image for every process: the command chooses the role (dist/adapters/main/bin/engine.js all-in-one, api, projector, ...).
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force
COPY --from=build /app/dist ./dist
COPY proto ./proto
USER node
EXPOSE 8004 50054
CMD ["node", "--enable-source-maps", "dist/adapters/main/bin/engine.js", "api"]
