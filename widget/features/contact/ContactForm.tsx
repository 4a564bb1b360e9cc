import { fill } from '../../../protocol/words.ts';
import { Form } from '../../forms/Form.tsx';
import { Done, Quiet } from '../../forms/pieces.tsx';
import { clearThanks, forms } from '../../forms/state.ts';
import { words } from '../../panel/language.ts';
import { link } from '../../panel/link.ts';
import { saved } from '../../panel/saved.ts';
import { watching } from '../../panel/value.ts';

/** A letter to the site, and the thanks for it. */
export const ContactForm = watching([forms, saved, link], () => {
  const { errors, sent } = forms.now;
  const { reach } = saved.now.draft;
  const t = words();
  if (!sent.contact) return <Form kind="contact" action={t.send} errors={errors.contact} />;
  return (
    <Done title={t.thanks}>
      {reach && <p dir="auto">{fill(t.answer, { reach })}</p>}
      <Quiet onClick={clearThanks}>{t.another}</Quiet>
    </Done>
  );
});
