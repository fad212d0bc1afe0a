import { writeFileSync } from 'node:fs';
import { problemsPage } from '../test/repository/problems-page.ts';

writeFileSync('docs/problems.md', problemsPage());
