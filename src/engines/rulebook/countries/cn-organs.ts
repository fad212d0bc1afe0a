/** What an organ is, from its name alone (docs/rules.md, Subjects). */
export type IssuerKind =
  | 'party-committee'
  | 'government'
  | 'office'
  | 'department'
  | 'coordinating-body'
  | 'mass-organization'
  | 'institution'
  | 'association'
  | 'enterprise'
  | 'third-party';

const massOrganization =
  /(团委|共青团|妇联|妇女联合会|工商联|工商业联合会|总工会|工会|残联|残疾人联合会|科协|科学技术协会|文联|侨联|红十字会|供销合作社联合社|供销社)/;
const coordinating =
  /(领导小组|指挥部|专班|联席会议|工作组|工作机制|(安全生产|爱国卫生运动|绿化|减灾|食品安全|食品药品安全|网络安全和信息化|精神文明建设指导|国防动员|依法治[县市省区]|防火|拥军优属|未成年人保护|妇女儿童工作|残疾人工作|招生|老龄工作|全面依法治[县市省区]|财经|审计|编制|机构编制|外事工作|城乡规划|议事)委员会|(安委|防指|防火指|食安|减灾|爱卫|文明|双拥|普法|河长|林长|创建|创文|创卫)办)/;
const departmentNamedCommittee =
  /(发展和?改革|卫生健康|国有资产监督管理|教育|农业农村|城市管理|住房和?城乡建设|交通|商务|民族(?:和?宗教)?事务|科技|经济和信息化|政法|纪律检查|宗教)(工作)?委(员会)?$/;

/** Kinds by the end of the name, first match wins; offices are looked at before departments because both end in 办公室. */
const kinds: readonly (readonly [RegExp, IssuerKind])[] = [
  [/(第三方|评估公司|咨询公司|事务所)/, 'third-party'],
  [/(中共.*(委员会|委)|[县市省区州乡镇]委|党工委|工委|人民政府|政府|办事处)(办公[厅室]|办)$/, 'office'],
  [coordinating, 'coordinating-body'],
  [departmentNamedCommittee, 'department'],
  [massOrganization, 'mass-organization'],
  [/(协会|学会|促进会|商会|研究会|联合会|联盟|基金会)(秘书处|办公室)?$/, 'association'],
  [/(公司|集团|银行|支行|信用社)$/, 'enterprise'],
  [/(人民政府|政府|办事处|管委会|管理委员会)$/, 'government'],
  [/(中共.*(委员会|委)|[县市省区州乡镇]委|党委|党工委|党组|工委)$/, 'party-committee'],
  [/(中心|站|馆|院|所|学校|大学|学院|医院|图书馆|促进中心|研究院|总队|支队|大队)$/, 'institution'],
  [/(局|厅|委员会|委|部|办|处|科|股|室|司|署|办公室)$/, 'department'],
];

export function kindOfIssuer(name: string | null): IssuerKind | null {
  if (name === null || name === '') return null;
  // Several organs sign together, parted by a space: the lowest in rank does not make the document one of a department.
  const organs = name.split(/[\s、]+/).filter((part) => part !== '');
  const found = organs.map((organ) => kinds.find(([pattern]) => pattern.test(organ))?.[1] ?? null);
  const lawful = found.find((kind) => kind === 'office' || kind === 'government' || kind === 'party-committee');
  return lawful ?? found[0] ?? null;
}

/** A lower party committee or government, or a street office, stands among the addressees (D1.4). */
export function addressesGovernment(addressees: string | null): boolean {
  if (addressees === null) return false;
  return /(乡镇?|镇|街道|县|市|区|州|旗)[）)]?[^：:，;；。\n]{0,8}?(党委|党工委|人民政府|政府|办事处)(?!办公室|办|[^、，：:（(和及\s]{0,12}(中心|站|所|科|股|局|办))/.test(
    addressees,
  );
}

/** 各乡镇、各街道 with nothing behind: the town as such, without saying which of its offices. */
export function addressesTowns(addressees: string | null): boolean {
  if (addressees === null) return false;
  return /各(乡镇|镇|乡|街道|镇街|乡镇（街道）|乡镇\(街道\)|镇（街道）|镇（街）|乡（镇）|乡镇街道|县（市、区）|县区|区县|市县)[）)]?(、|，|,|：|:|和|及|$)/.test(
    addressees.trim(),
  );
}

/** Received at the grassroots: county and below as receivers, schools, stations, clinics, villages (docs/rules.md, Subjects). */
export function isGrassroots(addressees: string | null, levels: readonly string[]): boolean {
  if (levels.some((level) => level === 'township' || level === 'village' || level === 'county')) return true;
  return (
    addressees !== null && /(学校|中小学|小学|中学|幼儿园|卫生院|卫生室|站|所|网点|服务点|供销社|支行|村|社区|驻村|网格)/.test(addressees)
  );
}
