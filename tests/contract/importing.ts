/** A server that does nothing but write the rows of one import, batch by batch, until it is killed or done. */
import { readRow } from '../../server/features/imports/rules.ts';
import { openStore } from '../../server/store/open.ts';

const [url = '', id = '', rows = '0', batch = '1'] = process.argv.slice(2);
const store = await openStore(url);
process.stdout.write('open\n');
const plan = { mapping: ['name' as const, 'email' as const], tag: '' };
for (;;) {
  const run = (await store.imports.find(id))!;
  if (run.state !== 'running') break;
  const done = Math.min(run.done + Number(batch), Number(rows));
  const lines = Array.from({ length: done - run.done }, (_, index) => run.done + index + 1);
  await store.imports.apply({
    id,
    from: run.done,
    rows: lines.map(line => ({
      line,
      cells: [],
      read: readRow([`Person ${line}`, `p${line}@shop.example`], { plan, fields: [], hints: {} }),
      newContactId: `${process.pid}-${line}`,
      newPurchaseId: '',
    })),
    joining: {
      ...{ duplicates: 'skip', scope: 'file', by: { id: 'bella', name: 'Bella' } },
      ...{ locale: 'en', timeZone: 'UTC', at: 1 },
      desk: { currency: 'EUR', timeZone: 'UTC' },
    },
    to: { done, offset: done, readyAt: 1, endedAt: done === Number(rows) ? 1 : null },
    news: () => [],
  });
  process.stdout.write(`batch ${done}\n`);
}
await store.close();
