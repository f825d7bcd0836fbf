import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';
import helmet from 'helmet';

const title = 'Comanda HTTP API';

const pageHtml = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${title}</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const startScript = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true });
`;

/** Allows everything from here; Swagger UI sets styles of its own on elements and draws icons from data: URLs. */
const policy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    imgSrc: ["'self'", 'data:'],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
  },
};

const assetsDirectory = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const assets = /^\/(?:swagger-ui\.css|swagger-ui-bundle\.js|favicon-32x32\.png)$/;

/**
 * `/openapi.json`, `/docs` to read it in a browser without anything from elsewhere, and `/asyncapi.json`: what is
 * published and consumed as messages.
 */
export const docs = (http: object, messages: object): Router => {
  const router = Router();
  for (const [path, document] of Object.entries({ '/openapi.json': http, '/asyncapi.json': messages })) {
    const json = JSON.stringify(document);
    router.get(path, (_request, response) => {
      response.type('application/json').send(json);
    });
  }
  router.use('/docs', helmet.contentSecurityPolicy(policy));
  router.get('/docs', (_request, response) => {
    response.type('html').send(pageHtml);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(startScript);
  });
  const serve = express.static(assetsDirectory, { index: false, redirect: false });
  router.use('/docs', (request, response, next) => {
    if (assets.test(request.path)) serve(request, response, next);
    else next();
  });
  return router;
};
