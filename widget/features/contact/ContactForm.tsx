import { Form } from '../../forms/Form.tsx';
import { kept } from '../../forms/load-kept.ts';
import { forms } from '../../forms/state.ts';
import { words } from '../../panel/language.ts';
import { link } from '../../panel/link.ts';
import { saved } from '../../panel/saved.ts';
import { watching } from '../../panel/value.ts';
import { files } from '../files/load-files.ts';

/** A letter to the site, and the thanks for it. */
export const ContactForm = watching([forms, saved, link, kept.loaded, files.loaded], () => {
  const { errors, sent } = forms.now;
  const t = words();
  if (!sent.contact) return <Form kind="contact" action={t.send} errors={errors.contact} />;
  kept.load();
  const Thanks = kept.loaded.now.chunk?.Thanks;
  return Thanks ? <Thanks /> : <p class="form">{t.thanks}</p>;
});
