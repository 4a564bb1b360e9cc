import { LINE_DIALECTS, type LineDialect } from '../../../../protocol/telephone-dialects.ts';
import { t } from './words/index.ts';

/** As their makers call them, in every language. */
const NAMES: Partial<Record<LineDialect, string>> = {
  sipgate: 'sipgate',
  placetel: 'Placetel',
  asterisk: 'Asterisk (AMI)',
};

export function dialectName(dialect: LineDialect): string {
  return dialect === 'zammad' || dialect === 'api' ? t(dialect) : NAMES[dialect]!;
}

export const dialectOptions = () => LINE_DIALECTS.map(each => [each, dialectName(each)] as const);
