/** Both forms: a chunk of its own, loaded when somebody wants one. */
import type { ComponentType } from 'preact';
import { CallbackForm } from '../features/callback/CallbackForm.tsx';
import { ContactForm } from '../features/contact/ContactForm.tsx';
import { addStyle } from '../panel/style.ts';
import formStyle from './forms.css?inline';
import type { FormKind } from './state.ts';

addStyle(formStyle);

export const FORMS: Record<FormKind, ComponentType> = { callback: CallbackForm, contact: ContactForm };
