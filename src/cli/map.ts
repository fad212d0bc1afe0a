import { resolve, basename } from 'node:path';
import { explainUnderstanding, presentUnderstanding, understand } from '../engines/forms/index.ts';
import { readWorkbookFile, readWorkbook } from '../platform/office/index.ts';
import { parse, usage, type Command } from './command.ts';

export const command: Command = {
  name: 'map',
  summary: '看懂一张表要什么 · how each column of a template is understood',
  usage: [
    'qingdan map TEMPLATE [--explain] [--json]',
    '',
    '说出模板（xlsx、xls、docx；- 读标准输入）里每一栏问的是哪个数据元，把握有多大；没有正好说这个的就空着。',
    'Prints for each column of the template which element answers it, and how sure that is; null where nothing fits.',
    '--explain   prints every decision: regions, kind, candidates with their confidence, and why',
  ].join('\n'),
  async run(args, io) {
    const { positionals, flags } = parse(args, { flags: ['--json', '--explain'] });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw usage('要写一个模板的文件名，例如 qingdan map 花名册.xlsx · name one template');
    const workbook = file === '-' ? await readWorkbook(await io.stdin(), '标准输入') : await readWorkbookFile(resolve(io.cwd, file));
    const understanding = understand(workbook.sheets, file === '-' ? {} : { fileName: basename(file) });
    if (flags.has('--json')) io.stdout(`${JSON.stringify(presentUnderstanding(understanding))}\n`);
    else io.stdout(explainUnderstanding(understanding, flags.has('--explain')));
    return 0;
  },
};
