import './style.css';
import { useState } from 'preact/hooks';
import type { RatingSettings } from '../../../../protocol/ratings.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { number } from '../../../shell/locale.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { Figures } from './Figures.tsx';
import { t } from './words/index.ts';

const LOW = [1, 2, 3, 4] as const;

/** Whether people are asked how it was, and what they said. */
export function RatingsPage({ site }: { site: Site }) {
  const { sites, toasts } = useInbox();
  const before = site.rating;
  const [isOn, setOn] = useState(before.isOn);
  const [lowScore, setLow] = useState(before.lowScore);
  const [tags, setTags] = useState(() => before.notTags.join(', '));
  /** What was sent last, to which a refusal points by number. */
  const [sent, setSent] = useState<RatingSettings>(before);
  const wanted: RatingSettings = { isOn, lowScore, notTags: tagsOf(tags) };
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(before);
  const form = useSubmit(async () => {
    setSent(wanted);
    const saved = await sites.update(site.key, { rating: wanted });
    setTags(saved.rating.notTags.join(', '));
    toasts.add(shellText('saved'));
  });
  const fields = ['rating.notTags', ...sent.notTags.map((_, at) => `rating.notTags.${at}`)];
  const tagProblem = fields.map(field => form.problemOf(field, t('tagsWrong'))).find(Boolean);
  return (
    <div class="form">
      <p>{t('lead')}</p>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <label class="check">
          <input type="checkbox" checked={isOn} onChange={event => setOn(event.currentTarget.checked)} />
          {t('isOn')}
        </label>
        <Select
          label={t('low')}
          hint={t('lowHint')}
          value={String(lowScore)}
          onValue={typed => setLow(Number(typed))}
          options={LOW.map(n => [String(n), t(n === 1 ? 'only' : 'orLess', { n: number(n) })] as const)}
        />
        <TextField label={t('notTags')} hint={t('notTagsHint')} value={tags} onValue={setTags} problem={tagProblem} />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy || !isChanged}>{shellText('saveChanges')}</Submit>
      </form>
      <Figures site={site} />
    </div>
  );
}

/** What was typed between commas, also those of other scripts. */
function tagsOf(typed: string): string[] {
  return typed
    .split(/[,،፣、]/)
    .map(each => each.trim())
    .filter(Boolean);
}
