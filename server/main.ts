import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { buildApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import type { App } from './context.ts';
import { ensureOwner, ensureSite } from './features/invitations/first-start.ts';
import { takeUpWaiting } from './features/ladder/commands.ts';
import { sweepOld } from './features/privacy/commands.ts';
import { pushKeysOf } from './features/push/keys.ts';
import { keepObjectsYoung } from './garbage.ts';
import { type Greeting, greetingBlock, greetingLine } from './greeting.ts';
import { BACKLOG, type Connections, watchConnections } from './http/connections.ts';
import { openPatiently } from './store/open-patiently.ts';
import { createTerminalLog } from './terminal-log.ts';

/** The first that has `node:sqlite` without a flag and runs TypeScript as it is. */
const WANTED_NODE = [22, 18] as const;
/** From SIGTERM to the end, whatever is in hand (SPEC W10). */
const STOP_MS = 15_000;
/** Of those, for whoever has not asked wholly, or does not read the answer, after the sockets have gone. */
const LAST_REQUESTS_MS = 3_000;
const HOUR_MS = 3_600_000;
/** Sockets that come back after a restart are let in first; then rooms are built before anybody has to wait for them. */
const ROOMS_AFTER_MS = 500;

/** Why a port can not be had, in words. */
const REASONS: Record<string, string> = {
  EADDRINUSE: 'something listens there already; stop it or choose another PORT',
  EACCES: 'this user may not; choose a PORT above 1023',
  EADDRNOTAVAIL: 'this machine does not have that address; choose another HOST',
};

/** Ends the process with one sentence, and without a stack that would bury it. */
function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < WANTED_NODE[0] || (major === WANTED_NODE[0] && minor < WANTED_NODE[1])) {
  giveUp(
    `Deskbell needs Node ${WANTED_NODE.join('.')} or newer, got ${process.versions.node}; \`npm start\` brings one along.`,
  );
}

keepObjectsYoung();
await start(configOrEnd());

function configOrEnd(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) giveUp(error.message);
    throw error;
  }
}

async function start(config: Config): Promise<void> {
  const store = await openPatiently(config.databaseUrl, sentence => console.error(sentence)).catch((error: Error) =>
    giveUp(error.message),
  );
  const terminal = process.stdout.isTTY ? createTerminalLog(text => console.log(text)) : null;
  const app = await buildApp({ config, store, ...(terminal && { logTo: terminal }) });
  const { context } = app;
  const connections = watchConnections(app.server);
  await ensureSite(context);
  await pushKeysOf(context.settings, config.secretKey).catch(error =>
    context.log.warn({ err: error }, 'no keys for push services could be kept; they are made when they are needed'),
  );
  const ownerToken = await ensureOwner(context).catch(async error => {
    if (!(error instanceof ConfigError)) throw error;
    await store.close();
    return giveUp(error.message);
  });
  await app
    .listen({ port: config.port, host: config.host, backlog: BACKLOG })
    .catch(async (error: NodeJS.ErrnoException) => {
      await store.close();
      giveUp(
        `Deskbell can not listen on ${config.host}:${config.port}: ${REASONS[error.code ?? ''] ?? error.message}.`,
      );
    });

  takeUpWaiting(context).catch(error =>
    context.log.warn({ err: error }, 'what waited before has no ladder yet; the next start tries again'),
  );
  setTimeout(app.rooms, ROOMS_AFTER_MS).unref();
  const sweeping = setInterval(() => sweep(app), HOUR_MS).unref();
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Who asks twice is in a hurry.
      if (isStopping) process.exit(1);
      isStopping = true;
      clearInterval(sweeping);
      stop(app, connections).then(
        () => process.exit(0),
        error => {
          context.log.error({ err: error }, 'stopping went wrong');
          process.exit(1);
        },
      );
    });
  }
  const greeting = greetingOf(app, ownerToken);
  console.log(terminal ? greetingBlock(greeting) : greetingLine(greeting, context.now()));
  terminal?.release();
}

/** Readiness off, sockets away over some seconds, requests answered, store closed. */
async function stop(app: App, connections: Connections): Promise<void> {
  const { hub, store, log } = app.context;
  log.info('stopping');
  const late = pause(STOP_MS, 'late', { ref: false });
  const done = hub
    .drain()
    .then(() => {
      // Connections that never finished asking (browsers open some ahead) are busy to Node: it would wait for them.
      setTimeout(() => connections.endOthers(), LAST_REQUESTS_MS).unref();
      return app.close();
    })
    .then(() => store.close());
  if ((await Promise.race([done, late])) === 'late') throw new Error(`Not everything was done after ${STOP_MS} ms.`);
}

function sweep({ context }: App): void {
  const at = context.now();
  const { store, config } = context;
  sweepOld(context, () => context.hub.isDraining)
    .then(() => Promise.all([store.sweep(at), store.audit.sweep(at - config.auditDays * 24 * HOUR_MS)]))
    .catch(error => context.log.warn({ err: error }, 'what ran out could not be removed; trying again in an hour'));
}

function greetingOf(app: App, ownerToken: string | null): Greeting {
  const { config, store } = app.context;
  const { port } = app.server.address() as AddressInfo;
  const isEverywhere = ['0.0.0.0', '::', '127.0.0.1', '::1', 'localhost'].includes(config.host);
  const host = isEverywhere ? 'localhost' : config.host.includes(':') ? `[${config.host}]` : config.host;
  const base = config.publicUrl ?? `http://${host}:${port}`;
  const inbox = `${base}/inbox`;
  const owner = ownerToken ? { owner: `${inbox}#invite=${ownerToken}` } : {};
  return { inbox, ...owner, demo: `${base}/demo`, store: store.description };
}
