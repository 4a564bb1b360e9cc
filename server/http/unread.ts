/** Refusals of what never becomes a request of ours: Fastify and Node would answer in shapes of their own. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';
import { errorAnswer } from './refusals.ts';

/** An address that no router can read: `%zz`, or a part of it too long. No hook has run, so the headers stand here. */
export function answerUnreadable(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const refusal = new AppError('BAD_REQUEST', 'The address of this request can not be read.');
  reply
    .code(refusal.status)
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    .send(errorAnswer(refusal));
}

const STATUS: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** What is no HTTP, or did not come to its end in time (SPEC R5): an answer, if it can still be given, and the end. */
export function answerBroken(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = STATUS[error.code ?? ''] ?? 400;
  const body = JSON.stringify(errorAnswer(new AppError('BAD_REQUEST')));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${body.length}`,
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroy(error);
}
