import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildTestApp, type Desk } from '../../helpers/app.ts';
import { ask } from '../../helpers/http.ts';

interface Operation {
  tags: string[];
  summary: string;
  responses: Record<string, unknown>;
  security?: Record<string, string[]>[];
  requestBody?: { content: { 'application/json': { schema: object } } };
}

async function documentOf(desk: Desk) {
  const answer = await ask(desk, 'GET /docs/json');
  expect(answer.statusCode).toBe(200);
  return answer.json() as {
    openapi: string;
    info: { title: string };
    paths: Record<string, Record<string, Operation>>;
  };
}

/** The addresses in the tables of the SPEC's pages, as OpenAPI writes them: `GET /v1/sites/{key}/slots`. */
function specAddresses(): string[] {
  const folder = join(import.meta.dirname, '../../../protocol/spec');
  const spec = readdirSync(folder).map(page => readFileSync(join(folder, page), 'utf8'));
  const rows = [...spec.join('\n').matchAll(/^\| `([A-Z]+ \/v1\/\S+)` \|/gm)];
  return rows.map(row => row[1]!.replace(/:(\w+)/g, '{$1}'));
}

test('DO1 every HTTP address of the API is described: in the SPEC, and here from the schemas that check it', async () => {
  const desk = await buildTestApp();
  const { openapi, info, paths } = await documentOf(desk);
  expect(openapi).toMatch(/^3\.1\./);
  expect(info.title).toBe('Deskbell');
  const lines = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(method => `${method.toUpperCase()} ${path}`),
  );
  expect(lines.sort()).toEqual(specAddresses().sort());
  for (const operation of Object.values(paths).flatMap(each => Object.values(each))) {
    expect(operation.summary).toMatch(/^[A-Z]/);
    expect(operation.tags).toHaveLength(1);
    expect(Object.keys(operation.responses).some(status => status.startsWith('2'))).toBe(true);
  }
  const submission = paths['/v1/sites/{key}/submissions']!.post!;
  expect(JSON.stringify(submission.requestBody)).toContain('callback.request');
  expect(submission.security).toEqual([{}, { visitor: [] }]);
  expect(paths['/v1/me']!.get!.security).toEqual([{ session: [] }]);
});

test('DO2 the page and its files load under a policy of their own', async () => {
  const desk = await buildTestApp();
  const page = await ask(desk, 'GET /docs');
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('swagger-ui');
  expect(page.headers['content-security-policy']).toContain("script-src 'self';");
  const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
  expect(files.length).toBeGreaterThan(3);
  for (const path of files) {
    const url = new URL(path, 'http://desk.example/docs');
    expect([url.pathname, (await ask(desk, `GET ${url.pathname as '/'}`)).statusCode]).toEqual([url.pathname, 200]);
  }
  expect(page.body).not.toMatch(/<script(?! src=)| on\w+=/);
});
