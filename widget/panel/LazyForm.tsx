import type { Tab } from '../options.ts';
import { createLazy } from './lazy.ts';
import { watching } from './value.ts';

const forms = createLazy('forms', () => import('../forms/forms.tsx'));

/** One of the forms, whose chunk comes when the first is wanted; until then, the bones of one. */
export const LazyForm = watching([forms.loaded], ({ kind }: { kind: Exclude<Tab, 'chat'> }) => {
  forms.load();
  const Form = forms.loaded.now.chunk?.FORMS[kind];
  return Form ? <Form /> : <div class="form bones" aria-busy="true" />;
});
