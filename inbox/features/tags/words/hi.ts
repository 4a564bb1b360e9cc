import type { Messages } from './en.ts';

export default {
  title: 'टैग',
  find: 'टैग खोजें या नया लिखें',
  make: 'नया टैग: {tag}',
  none: 'अभी कोई टैग नहीं है। एक लिखें और Enter दबाएँ।',
} satisfies Messages;
