import type { Messages } from './en.ts';

export default {
  title: 'ውይይቱን ያስተላልፉ',
  to: 'ለማን',
  note: 'ማወቅ ያለባቸው ነገር',
  noteHint: 'የሥራ ባልደረቦች ብቻ ያዩታል፣ ጎብኚው በፍጹም አያየውም። Ctrl+Enter ያስተላልፋል።',
  handOver: 'ያስተላልፉ',
} satisfies Messages;
