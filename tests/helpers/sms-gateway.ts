import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SmsRecipe, SmsSettings } from '../../protocol/sms.ts';
import { agent, type Desk } from './app.ts';

/** A message as the gateway was given it. */
export interface Given {
  headers: IncomingHttpHeaders;
  id: string;
  to: string;
  text: string;
  reports: string;
}

/** What it answers: JSON, or nothing but a line that is cut. */
export type GatewayReply = { status?: number; body: unknown; headers?: Record<string, string> } | 'cut';

/** Takes a message, as gateways do that say so. */
export const taken = ({ id }: Pick<Given, 'id'>): GatewayReply => ({ body: { status: 'queued', id: `gw-${id}` } });

/** A gateway on this machine. It answers as late as `answers` takes. */
export async function smsGateway(answers: (given: Given) => GatewayReply | Promise<GatewayReply> = taken) {
  const got: Given[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const given = { headers: request.headers, ...JSON.parse(String(Buffer.concat(parts))) } as Given;
    got.push(given);
    reply(response, await answers(given));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, got };
}

function reply(response: ServerResponse, answer: GatewayReply): void {
  if (answer === 'cut') {
    response.destroy();
    return;
  }
  const { status = 200, body, headers } = answer;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** How it is asked. */
export function recipeOf(url: string): SmsRecipe {
  return {
    method: 'POST',
    url,
    headers: 'Authorization: Bearer {{key}}',
    body: 'json',
    fields: '{"id": "{{id}}", "to": "{{to}}", "text": "{{text}}", "reports": "{{reports}}"}',
    statusAt: 'status',
    taken: ['queued'],
    later: ['busy'],
    idAt: 'id',
    problemAt: 'error',
    report: { listAt: '', idAt: 'id', statusAt: 'state', delivered: ['DELIVRD'], failed: ['UNDELIV'] },
    reply: { listAt: '', fromAt: 'from', textAt: 'text' },
  };
}

/** Settings of a desk that sends by it. */
export function settingsOf(url: string, change: Partial<SmsSettings> = {}): SmsSettings {
  return {
    isOn: true,
    gateway: { preset: 'custom', values: { user: '', key: 'k-1' }, recipe: recipeOf(url), from: 'Altan' },
    price: { perThousand: 55_000, currency: 'MNT' },
    mostSegments: 3,
    mostOfDay: 100,
    mostOfNumber: 5,
    night: { from: 21, to: 8 },
    isUrgentAtNight: false,
    timeZone: 'Asia/Ulaanbaatar',
    toPeople: { apology: false, rating: false, booking: false, return: false, waiting: false },
    ...change,
  };
}

/** An owner with a hand on the desk's settings, who has tried the gateway and switched it on. */
export async function smsDesk(desk: Desk, url: string, change: Partial<SmsSettings> = {}) {
  const owner = await agent(desk, { role: 'owner' });
  const ask = async (
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    payload?: object,
    cookie = owner.cookie,
  ) => desk.app.inject({ method, url: path, headers: { cookie, host: 'desk.example' }, ...(payload && { payload }) });
  const settings = settingsOf(url, change);
  const tested = await ask('POST', '/v1/sms/test', { gateway: settings.gateway, to: '+97699112233', text: 'Test' });
  const { proof } = tested.json() as { proof: string };
  const saved = await ask('PUT', '/v1/sms', { ...settings, proof });
  if (saved.statusCode !== 200) throw new Error(`wanted the settings kept, got ${saved.body}`);
  return { owner, ask, settings, addresses: saved.json() as { reportsUrl: string; repliesUrl: string } };
}
