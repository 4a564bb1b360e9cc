import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { findMongod, type ReplSet, type SharedMongo, startReplSet } from './mongod.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for what one run shares. */
    helperUrl: string;
  }
}

/**
 * Shares one replica set between all test files of a run. Files live in processes of their own, so they ask over HTTP;
 * it starts with the first question, so that a run without MongoDB tests never waits for it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let replSet: ReplSet | undefined;
  let mongo: Promise<SharedMongo> | undefined;

  async function start(): Promise<SharedMongo> {
    const { mongod, reason } = await findMongod();
    if (!mongod) return { uri: null, reason };
    replSet = await startReplSet({ mongod });
    return { uri: replSet.uri, reason: null };
  }

  const server = createServer(async (_request, response) => {
    mongo ??= start().catch(error => ({ uri: null, reason: `mongod did not start: ${error.message}` }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(await mongo));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  project.provide('helperUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  return async () => {
    server.close();
    server.closeAllConnections();
    await mongo;
    await replSet?.stop();
  };
}
