import type { Fact, Step } from './types'

/** From the site to the PDF, in five steps. */
export const DOWNLOAD_STEPS: readonly Step[] = [
  {
    title: '进“证书下载”',
    text: '打开中国人事考试网，点左边“证书查验”，再点“证书下载”，登录自己的账号。',
    from: ['233-article'],
  },
  { title: '核对证书', text: '状态是“有效”就说明证书出来了，点进去核对证书信息。', from: ['233-article'] },
  {
    title: '申请加注',
    text: '点“下载”，再点“申请证书加注”：使用场景只有“本人调用”，有效期最长 90 天，选好提交。',
    from: ['233-article'],
    claims: { 'endorsement-days': 90 },
  },
  {
    title: '等处理',
    text: '24 小时内处理完，回来再看。',
    from: ['educity-certificate'],
    claims: { 'endorsement-handled-hours': 24 },
  },
  {
    title: '查看或下载 PDF',
    text: '加注还在有效期内，就能查看、下载；过期了再申请一次。',
    from: ['233-article'],
  },
]

/** What the PDF is worth. */
export const EQUAL_EFFECT: Fact = {
  text: '电子证书和纸质证书有同等法律效力，2021 年 12 月 17 日起推行，盖的是人社部“专业技术人员职业资格证书专用章”电子印章。',
  from: ['educity-certificate', '233-article'],
  rule: '中国人事考试网《专业技术人员职业资格证书常见问题解答》',
  claims: { 'e-certificate-since': '2021-12-17' },
}

/** How an employer checks it. */
export const VERIFICATION: readonly Fact[] = [
  {
    text: '在中国人事考试网“证书查验”填证件号码、姓名和管理号（或查询编号），过验证码和短信，就能看到“有效”“已撤销”或“未查询到”。',
    from: ['educity-certificate'],
  },
  { text: 'PDF 上的电子印章能看出文件有没有被改过。', from: ['educity-certificate'] },
]
