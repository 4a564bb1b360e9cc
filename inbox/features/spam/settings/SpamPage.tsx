import './style.css';
import { useState } from 'preact/hooks';
import type { Site } from '../../../../protocol/sites.ts';
import type { SpamBlock, SpamSettings } from '../../../../protocol/spam.ts';
import { useInbox } from '../../../inbox.ts';
import { Select, TextArea, TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { BLOCK_KINDS, blocksOf, blockTexts, countriesOf } from './blocks.ts';
import { Figures } from './Figures.tsx';
import { t } from './words/index.ts';

const LABELS = {
  address: ['blockAddresses', 'blockAddressesHint'],
  number: ['blockNumbers', 'blockNumbersHint'],
  word: ['blockWords', 'blockWordsHint'],
  country: ['blockCountries', 'blockCountriesHint'],
} as const satisfies Record<SpamBlock['kind'], readonly [string, string]>;

/** What is held of a site, why, and what its owner says of it. */
export function SpamPage({ site }: { site: Site }) {
  const { sites, toasts } = useInbox();
  const before = site.spam!;
  const [work, setWork] = useState<SpamSettings['work']>(before.work);
  const [countries, setCountries] = useState(() => before.countries.join(', '));
  const [blocks, setBlocks] = useState(() => blockTexts(before.blocks));

  /** What was sent last, to which a refusal points by number. */
  const [sent, setSent] = useState<SpamSettings>(before);
  const wanted: SpamSettings = { work, countries: countriesOf(countries), blocks: blocksOf(blocks) };
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(before);
  const form = useSubmit(async () => {
    setSent(wanted);
    const saved = (await sites.update(site.key, { spam: wanted })).spam!;
    setCountries(saved.countries.join(', '));
    setBlocks(blockTexts(saved.blocks));
    toasts.add(shellText('saved'));
  });
  /** The sentence about the first of several that can not be so. */
  const firstProblem = (list: 'countries' | 'blocks', values: readonly (string | null)[]) =>
    values
      .map((value, at) => (value === null ? '' : form.problemOf(`spam.${list}.${at}`, t('unusable', { value }))))
      .find(Boolean) ?? '';
  const problemOfBlocks = (kind: SpamBlock['kind'] | null) =>
    firstProblem(
      'blocks',
      sent.blocks.map(each => (kind === null || each.kind === kind ? each.value : null)),
    );

  return (
    <div class="form">
      <p>{t('spamLead')}</p>
      <Figures site={site} />
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <Select
          label={t('work')}
          hint={t('workHint')}
          value={work}
          onValue={setWork}
          options={[
            ['auto', t('workAuto')],
            ['always', t('workAlways')],
            ['never', t('workNever')],
          ]}
        />
        <TextField
          label={t('countries')}
          hint={t('countriesHint')}
          dir="ltr"
          value={countries}
          onValue={setCountries}
          problem={firstProblem('countries', sent.countries) || form.problemOf('spam.countries')}
        />
        <fieldset class="blocks">
          <legend>{t('blocks')}</legend>
          <p class="hint">{t('blocksHint')}</p>
          <Problem text={problemOfBlocks(null) ? '' : form.problemOf('spam.blocks')} />
          {BLOCK_KINDS.map(kind => (
            <TextArea
              key={kind}
              label={t(LABELS[kind][0])}
              hint={t(LABELS[kind][1])}
              rows={2}
              dir={kind === 'word' ? undefined : 'ltr'}
              value={blocks[kind]}
              onValue={text => setBlocks(now => ({ ...now, [kind]: text }))}
              problem={problemOfBlocks(kind)}
            />
          ))}
        </fieldset>
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy || !isChanged}>{shellText('saveChanges')}</Submit>
      </form>
    </div>
  );
}
