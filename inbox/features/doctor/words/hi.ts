import type { Messages } from './en.ts';

export default {
  lead: 'दिन में एक बार वह सब जाँचता है जिस पर संदेशों का पहुँचना टिका है, और जो टूटे वह मालिकों को बताता है।',
  checkAgain: 'फिर जाँचें',
  checking: 'जाँच हो रही है…',
  since: '{time} से',
  fine: 'ठीक',
  broken: 'सुधारना है',
  off: 'जाँचा नहीं गया',
  openSettings: 'सेटिंग खोलें',
  broke: '{what}: कुछ टूट गया है। क्या करना है, यह सेटिंग → डॉक्टर बताता है।',
  mended: '{what}: फिर चल रहा है',
  late: 'जो देर से जा रहा है',
  lateLead: 'अब तक नहीं लिया गया; अपने आप फिर कोशिश होती है।',
} satisfies Messages;
