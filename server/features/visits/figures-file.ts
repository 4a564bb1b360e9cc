/** A month of employees as rows of a table. Pure. */
import { plainMoney } from '../../../protocol/money.ts';
import type { FiguresAnswer, StaffFigures } from '../../../protocol/visits.ts';

/** The header, then a row for each employee; of whoever sold in several currencies one for each. */
export async function* figureRows({ month, currency, employees }: FiguresAnswer): AsyncGenerator<string[]> {
  yield [
    ...['Month', 'Employee', 'Visits', 'Planned visits', 'Sum', 'Currency', 'Planned sum', 'No-shows'],
    ...['People', 'Came again', 'Came again to them', 'Ratings', 'Average rating'],
  ];
  for (const each of employees) {
    const { name, visits, noShows, returns, ratings } = each;
    const average = ratings.count > 0 ? (ratings.sum / ratings.count).toFixed(2) : '';
    const sums = each.sums.length > 0 ? each.sums : [{ currency, amount: 0 }];
    for (const [at, sum] of sums.entries()) {
      const money = [
        plainMoney(sum.amount, sum.currency),
        sum.currency,
        sum.currency === currency ? planned(each, 'sum') : '',
      ];
      if (at > 0) yield [month, name, '', '', ...money, '', '', '', '', '', ''];
      else {
        yield [
          ...[month, name, String(visits), planned(each, 'visits'), ...money, String(noShows)],
          ...[returns.people, returns.again, returns.toThem, ratings.count].map(String),
          average,
        ];
      }
    }
  }
}

function planned({ plans }: StaffFigures, metric: 'visits' | 'sum'): string {
  const { target, currency } = plans.find(each => each.metric === metric)!;
  if (target === null) return '';
  return metric === 'sum' ? plainMoney(target, currency) : String(target);
}
