import type { Messages } from './en.ts';

export default {
  newFrom: 'አዲስ መልእክት ከ{name}',
  notArrived: 'ለ{name} የተላከው መልስ አልደረሰም',
  complaint: 'ቅሬታ እርስዎን ይጠብቃል',
} satisfies Messages;
