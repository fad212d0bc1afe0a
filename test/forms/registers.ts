/** Made-up registers of two villages, small enough to read beside the tables that are filled from them. Nobody in them is real. */
import { Registers } from '../../src/engines/forms/index.ts';

function register(
  name: string,
  keys: string,
  rows: string,
): { name: string; keys: readonly string[]; rows: readonly (readonly string[])[] } {
  const lines = rows.trim().split('\n');
  return { name, keys: keys.trim().split(/\s+/u), rows: lines.map((line) => line.split(',').map((cell) => cell.trim())) };
}

const LIU = '990127100201';

/** Check digits are right: sex and birth follow from the numbers. */
export const people = register(
  '人口.csv',
  `unit.code household.code person.name person.idNumber person.relationToHead person.ethnicity person.education person.politicalStatus person.phone person.bankName person.bankAccount person.healthStatus person.laborCapacity person.selfCare person.disabilityKind person.disabilityGrade person.disabilityCertNumber person.isDibao person.supportMode person.workAway person.workPlace person.workMonths person.workIncome person.annualIncome person.medicalInsurance person.elderlyAllowance person.schoolName person.schoolStage person.dischargeDate person.registeredAddress person.residenceAddress person.maritalStatus`,
  `
${LIU},h1,沈旺浩,99012719650118789X,户主,汉族,小学,中共党员,10020000001,澜溪银行,0000000000000000011,慢性病,弱劳动力或半劳动力,完全自理,,,,否,,否,,,,8300,城乡居民,,,,1986-12,柳湾村一组1号,柳湾村一组1号,已婚
${LIU},h1,何桂兰,990127196803050047,配偶,汉族,初中,群众,10020000002,澜溪银行,0000000000000000012,健康,普通劳动力,完全自理,,,,否,,是,浙江省杭州市,10,52000,52000,城乡居民,,,,,柳湾村一组1号,浙江省杭州市,已婚
${LIU},h1,沈小雨,990127201409090060,女,汉族,学龄前,群众,,,,健康,,,,,,否,,否,,,,,城乡居民,,青石小学,小学,,柳湾村一组1号,柳湾村一组1号,未婚
${LIU},h2,罗阿婆,990127193902110021,户主,苗族,文盲或半文盲,群众,10020000004,澜溪银行,0000000000000000014,慢性病,无劳动力,半失能,肢体,二级,99012719390211002142,是,,否,,,,2400,城乡居民,100,,,,柳湾村二组3号,柳湾村二组3号,丧偶
${LIU},h3,韦大强,990127197207010035,户主,汉族,高中（中专）,群众,10020000005,,,健康,普通劳动力,完全自理,,,,否,,是,广东省东莞市,11,64000,64000,未参保,,,,1994-12,柳湾村二组5号,广东省东莞市,离异
${LIU},h3,韦小满,990127200811120016,子,汉族,初中,共青团员,,,,健康,,,,,,否,,否,,,,,城乡居民,,青石中学,高中,,柳湾村二组5号,柳湾村二组5号,未婚
${LIU},h4,陶守一,990127195004040016,户主,汉族,小学,群众,,澜溪银行,0000000000000000017,一般,无劳动力,完全失能,,,,否,分散供养,否,,,,,城乡居民,,,,,柳湾村三组9号,柳湾村三组9号,未婚
990127100202,h9,钱桥头,990127198001010018,户主,汉族,初中,群众,10020000009,,,健康,普通劳动力,完全自理,,,,否,,否,,,,30000,城乡居民,,,,,桥头村1号,桥头村1号,已婚`,
);

export const households = register(
  '农户.csv',
  'unit.code household.code household.headName household.headIdNumber household.headPhone household.groupName household.address household.membersRegistered household.membersResident household.incomeGross household.incomeNet household.incomePerCapitaNet household.isPovertyFile household.povertyReason household.dibaoAmount household.waterSource household.toiletType household.contractLandMu',
  `
${LIU},h1,沈旺浩,99012719650118789X,10020000001,一组,柳湾村一组1号,3,2,60300,58000,19333,否,,,自来水,三格式,8.01
${LIU},h2,罗阿婆,990127193902110021,10020000004,二组,柳湾村二组3号,1,1,2400,2400,2400,是,因病,420,自来水,旱厕,1.5
${LIU},h3,韦大强,990127197207010035,10020000005,二组,柳湾村二组5号,2,1,64000,63000,31500,是,缺资金,,井水,三格式,3
${LIU},h4,陶守一,990127195004040016,,三组,柳湾村三组9号,1,1,0,0,0,否,,,井水,旱厕,0
990127100202,h9,钱桥头,990127198001010018,10020000009,一组,桥头村1号,4,4,30000,28000,7000,否,,,自来水,水冲式,5`,
);

export const houses = register(
  '房屋.csv',
  'unit.code household.code house.code house.structure house.floors house.area house.buildYear house.safetyGrade house.homesteadArea',
  `
${LIU},h1,F1,砖混,2,180,2008,A级,120
${LIU},h2,F2,土木,1,66,1975,D级,90`,
);

export const facts = register(
  '村情.csv',
  'unit.code report.year unit.name unit.townName unit.villageName unit.householdsRegistered unit.populationRegistered unit.populationRegisteredFemale unit.populationResident unit.laborForce unit.migrantWorkers unit.elderly60 unit.elderly80 unit.leftBehindChildren unit.dibaoHouseholds unit.dibaoPersons unit.disabledPersons unit.cultivatedLandMu unit.collectiveIncome unit.incomePerCapitaNet unit.clinics',
  `
${LIU},2023,青石镇柳湾村,青石镇,柳湾村,80,301,150,210,170,90,60,11,9,8,12,14,303,201000,13000,1
${LIU},2024,青石镇柳湾村,青石镇,柳湾村,81,305,151,212,171,91,62,12,8,8,11,15,303,240000,14000,1
${LIU},2025,青石镇柳湾村,青石镇,柳湾村,82,309,152,214,172,92,64,13,7,7,10,16,303,288960,15000,1
990127100202,2025,青石镇桥头村,青石镇,桥头村,50,190,95,140,100,40,33,6,3,4,6,9,150,90000,12000,0`,
);

export const hazards = register(
  '隐患.csv',
  'unit.code hazard.date hazard.place hazard.grade hazard.description hazard.measure hazard.owner hazard.deadline hazard.status',
  `
${LIU},2025-04-15,柳湾老街客栈,一般隐患,电线私拉乱接,规范线路敷设,马杰,2025-04-28,已整改
${LIU},2025-06-02,柳湾幼儿园,重大隐患,疏散通道堆放杂物,清理,韦大强,2025-06-10,整改中
${LIU},2024-06-02,柳湾砖厂,一般隐患,灭火器压力不足,更换,韦大强,2024-06-10,已整改`,
);

export const land = register(
  '地块.csv',
  'unit.code household.code land.code land.area land.kind land.crop land.subsidyArea land.idleArea',
  `
${LIU},h1,D1,5.01,水田,水稻,5.01,0
${LIU},h1,D2,3,旱地,玉米,3,0
${LIU},h2,D3,1.5,水田,水稻,0,1.5`,
);

export const sites = register(
  '场所.csv',
  'unit.code site.name site.kind site.address site.headName site.headPhone site.area site.extinguishers',
  `
${LIU},柳湾四季粮油店,小商店,柳湾村一组,孟水土,10050000001,60,3
${LIU},柳湾早餐店,小餐饮,柳湾村二组,孟小满,10050000002,40,2`,
);

export const animals = register(
  '养殖.csv',
  'unit.code household.code animal.kind animal.stock animal.sold',
  `
${LIU},h1,猪,3,2
${LIU},h1,鸡,20,30`,
);

export const registers: Registers = new Registers([people, households, houses, facts, hazards, land, sites, animals]);
