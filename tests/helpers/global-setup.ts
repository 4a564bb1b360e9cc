import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type MongoMembers, type SharedMembers, startMongoMembers } from './mongo-members.ts';
import { findMongod, type ReplSet, type SharedMongo, startReplSet } from './mongod.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for what one run shares. */
    helperUrl: string;
  }
}

/**
 * Shares a replica set between all test files of a run, and others of three members between those that break them.
 * Files live in processes of their own, so they ask over HTTP; each starts with the first question, so that a run without
 * MongoDB tests never waits for it.
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

  /** By name: files that run beside each other do not break each other's. */
  const sets = new Map<string, Promise<MongoMembers | string>>();

  /** @returns the set, or why there is none */
  async function startThree(): Promise<MongoMembers | string> {
    const { mongod, reason } = await findMongod();
    if (!mongod) return reason;
    return startMongoMembers(mongod).catch(error => `mongod did not start: ${error.message}`);
  }

  async function membersOf(name: string): Promise<MongoMembers | string> {
    const set = sets.get(name) ?? startThree();
    sets.set(name, set);
    return set;
  }

  const answers: Record<string, (query: URLSearchParams) => Promise<unknown>> = {
    '/mongo'() {
      mongo ??= start().catch(error => ({ uri: null, reason: `mongod did not start: ${error.message}` }));
      return mongo;
    },
    async '/members'(query) {
      const set = await membersOf(query.get('name')!);
      return (
        typeof set === 'string' ? { members: null, reason: set } : { members: set.list(), reason: null }
      ) satisfies SharedMembers;
    },
    async '/members/start'(query) {
      const set = await membersOf(query.get('name')!);
      return typeof set === 'string' ? null : set.start(Number(query.get('port')));
    },
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    try {
      const answer = await answers[pathname]!(searchParams);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  project.provide('helperUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  return async () => {
    server.close();
    server.closeAllConnections();
    await mongo;
    const started = await Promise.all(sets.values());
    await Promise.all([replSet?.stop(), ...started.map(each => typeof each !== 'string' && each.close())]);
  };
}
