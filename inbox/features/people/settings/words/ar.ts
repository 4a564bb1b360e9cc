import type { Messages } from './en.ts';

const ar: Messages = {
  lead: 'مخفية حتى تريدها. ما يُوقَف يبقى محفوظًا ويعود عند تشغيله.',
  customers: 'العملاء',
  customersHint: 'بطاقة لكل شخص، والمشتريات والشكاوى ومسار البيع وقوائم للعمل عليها.',
  telephone: 'الهاتف',
  telephoneHint: 'يُظهر من يتصل أثناء الرنين ويحفظ سجل المكالمات.',
  booking: 'الحجز',
  bookingHint: 'يحجز الناس موعدًا من موقعك: الخدمات ومن يقدّمها ومتى.',
  loyalty: 'الولاء',
  loyaltyHint: 'مكافآت برقم الهاتف، تُجمع وتُصرف عند الصندوق.',
  fields: 'حقول خاصة',
  fieldsHint: 'ما تريد معرفته عن الناس أيضًا: مقاس الحذاء، الزهرة المفضلة، يوم الزفاف.',
  fieldName: 'الاسم',
  kind: 'النوع',
  text: 'نص',
  number: 'رقم',
  date: 'تاريخ',
  choice: 'اختيار',
  yesNo: 'نعم أو لا',
  choices: 'الخيارات، واحد في كل سطر',
  choicesWanted: 'يلزم خيار واحد على الأقل، لا يزيد كل منها على 200 حرف.',
  addField: 'إضافة حقل',
  removeField: 'إزالة الحقل {name}',
  up: 'نقل {name} إلى أعلى',
  down: 'نقل {name} إلى أسفل',
};
export default ar;
