/** The page on which somebody says whether what they complained of was put right. */
import type { Complaint } from '../../../protocol/complaints.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html } from '../../http/html.ts';
import { document } from './pages.ts';
import { say } from './words/index.ts';

export interface RightPage {
  locale: Locale;
  sheet: string;
  complaint: Pick<Complaint, 'about' | 'done'>;
  /** `asking`: nothing was pressed yet. `over`: it is not asked any more. */
  state: 'asking' | 'right' | 'wrong' | 'over';
}

const SAID = {
  asking: { heading: 'rightAsk', words: null },
  right: { heading: 'rightThanks', words: 'rightGlad' },
  wrong: { heading: 'rightAgain', words: 'rightSorry' },
  over: { heading: 'rightAsk', words: 'rightOver' },
} as const;

export function rightPage({ locale, sheet, complaint, state }: RightPage): Html {
  const { heading, words } = SAID[state];
  const title = say(locale, heading);
  return document(
    locale,
    title,
    sheet,
    html`<h1>${title}</h1>
${words && html`<p>${say(locale, words)}</p>`}
${state === 'asking' && asked(locale, complaint)}`,
  );
}

function asked(locale: Locale, { about, done }: RightPage['complaint']): Html {
  return html`<div class="card"><p>${say(locale, 'rightAbout')}<br><strong dir="auto">${about.name}</strong></p>
<p>${say(locale, 'rightDone')}<br><span dir="auto">${done}</span></p></div>
<form method="post" action="?"><input type="hidden" name="right" value="yes"><button>${say(locale, 'rightYes')}</button></form>
<form method="post" action="?"><input type="hidden" name="right" value="no"><button class="quiet">${say(locale, 'rightNo')}</button></form>`;
}
