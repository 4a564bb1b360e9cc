import type { NoteItem } from '../../../../protocol/cards.ts';
import { contained } from '../../../shell/bidi.ts';
import { Line } from '../../timeline/Line.tsx';
import { t } from './words/index.ts';

/** What a colleague wrote on the card. */
export function Item({ item: { text, byName } }: { item: NoteItem }) {
  return <Line title={t('note')} details={[t('by', { name: contained(byName) })]} words={contained(text)} />;
}
