/** All forms: a chunk of its own, loaded when somebody wants one. */
import type { ComponentType } from 'preact';
import { BookingForm } from '../features/booking/BookingForm.tsx';
import { CallbackForm } from '../features/callback/CallbackForm.tsx';
import { ContactForm } from '../features/contact/ContactForm.tsx';
import type { Tab } from '../options.ts';
import { addStyle } from '../panel/style.ts';
import formStyle from './forms.css?inline';

addStyle(formStyle);

export const FORMS: Record<Exclude<Tab, 'chat'>, ComponentType> = {
  callback: CallbackForm,
  contact: ContactForm,
  booking: BookingForm,
};
