import type { buildApp } from '../../server/app.ts';

type App = Awaited<ReturnType<typeof buildApp>>;

const PER_BATCH = 1_000;
/** Of those who ring, as many as a measure takes: who wrote, bought and complained. */
const KNOWN = 20;

/**
 * A line that rings everybody, and people with numbers of whom something is known: all by the addresses that others use.
 * @returns where its telephone system tells of calls, and numbers of people who have said, bought and complained of something
 */
export async function openLine(app: App, cookie: string, { people }: { people: number }) {
  const [site] = await app.context.store.sites.all();

  async function ask<T>(method: 'POST' | 'PATCH', url: string, payload: object): Promise<T> {
    const headers = { host: '127.0.0.1', origin: 'http://127.0.0.1', cookie };
    const answer = await app.inject({ method, url, headers, payload });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url} answered ${answer.statusCode}: ${answer.body}`);
    return answer.json() as T;
  }

  await ask('PATCH', `/v1/sites/${site!.key}`, { timeZone: 'Asia/Ulaanbaatar' });
  await ask('PATCH', '/v1/switches', { customers: true, telephone: true });
  const numbers = Array.from({ length: people }, (_, person) => `+976${99_000_000 + person}`);
  const lines = [{ name: 'Tulips', quantity: 15, price: 300_000 }];
  for (let from = 0; from < people; from += PER_BATCH) {
    await ask('POST', '/v1/purchases', {
      purchases: numbers
        .slice(from, from + PER_BATCH)
        .map((phone, at) => ({ person: { phone, name: `Bolormaa ${from + at}` }, lines, currency: 'MNT' })),
    });
  }
  const known = numbers.slice(0, KNOWN);
  for (const [at, phone] of known.entries()) {
    const words = { name: '', email: '', phone, message: 'Do you deliver to Darkhan by Friday noon?' };
    const clientId = `a-form-of-the-measure-${at}`;
    await ask('POST', `/v1/sites/${site!.key}/submissions`, {
      type: 'form.send',
      clientId,
      hasConsent: true,
      ...words,
    });
    await ask('POST', '/v1/complaints', {
      person: { phone },
      about: { kind: 'service', name: 'Late delivery' },
      asked: 'Wanted noon, came at four.',
    });
  }
  const { addresses } = await ask<{ addresses: { whole: string } }>('POST', '/v1/telephone/lines', {
    ...{ name: 'Front desk', number: '', siteId: site!.id, rings: { kind: 'everybody' }, dialect: 'zammad' },
  });
  return { path: new URL(addresses.whole).pathname, numbers: known };
}
