export { bearerToken, Endpoints, type Call, type HttpParts } from './endpoint.ts';
export { decodeCursor, encodeCursor, pageOf, pageQuery, pageSchema, type KeyPart, type Page } from './paging.ts';
export { createServer, type ServerOptions } from './server.ts';
export { statusOfKind } from './problems.ts';
export { Turns } from './turns.ts';
export type { Keeper } from './store.ts';
export { unreadable, uploadedFile, uploadedPart } from './upload.ts';
export { ask } from './ask.ts';
export type { Patience } from './ask.ts';
