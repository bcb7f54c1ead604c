/** The page at `/`: messages as WeChat's 服务通知 lists them, the newest first. */
export const INBOX_PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>服务通知</title>
<link rel="icon" href="data:,">
<style>
:root{--bg:#EDEDED;--card:#FFF;--ink:#191919;--ink2:#5C5C5C;--line:#E5E5E5;--brand:#0B7A63}
@media (prefers-color-scheme:dark){:root{--bg:#111;--card:#1E1E1E;--ink:#E6E6E6;--ink2:#A0A0A0;--line:#2C2C2C;--brand:#2FB596}}
*{box-sizing:border-box;margin:0}body{background:var(--bg);color:var(--ink);font:15px/1.5 -apple-system,"PingFang SC","Noto Sans CJK SC",sans-serif;max-width:480px;margin:0 auto;padding:0 12px 32px}
header{position:sticky;top:0;background:var(--bg);text-align:center;padding:14px 0;font-size:17px;font-weight:600}
header small{display:block;font-size:12px;font-weight:400;color:var(--ink2)}
time{display:block;text-align:center;font-size:12px;color:var(--ink2);margin:14px 0 6px}
article{background:var(--card);border-radius:8px;padding:14px 14px 0}
.from{display:flex;align-items:center;gap:6px;font-size:13px;color:var(--ink2)}.from i{width:18px;height:18px;border-radius:5px;background:var(--brand)}
h2{font-size:17px;margin:8px 0}dl{display:grid;grid-template-columns:4.5em 1fr;row-gap:4px;padding-bottom:12px}dt{color:var(--ink2)}dd{margin:0;overflow-wrap:anywhere}
footer{border-top:1px solid var(--line);padding:10px 0;font-size:13px;color:var(--ink2);display:flex;justify-content:space-between;gap:8px}footer span{overflow-wrap:anywhere}
.none{text-align:center;color:var(--ink2);padding:80px 24px}
</style></head><body>
<header>服务通知<small id="count">微信的替身，只在这台机器上</small></header><main id="list" aria-live="polite"><p class="none">还没有消息。<br>用操作员命令发布一条公告，到时会出现在这里。</p></main>
<script>
const labels={thing1:'事项',thing2:'地区',date3:'日期',time3:'时间',thing4:'备注'};
const make=(tag,text,parent)=>{const node=document.createElement(tag);node.textContent=text;parent.append(node);return node};
let titles={},seen='';
async function look(){
  try{
    const {deliveries}=await(await fetch('/sandbox/deliveries?most=50')).json();
    const last=deliveries.length?deliveries[deliveries.length-1].msgid:'';
    if(last!==seen){seen=last;draw(deliveries.reverse())}
  }catch{}
  setTimeout(look,1000);
}
function draw(deliveries){
  const list=document.getElementById('list');list.replaceChildren();
  document.getElementById('count').textContent='微信的替身 · 最近 '+deliveries.length+' 条';
  for(const {openid,templateId,page,data,at} of deliveries){
    make('time',new Date(at).toLocaleString('zh-CN',{timeZone:'Asia/Shanghai'}),list);
    const card=make('article','',list);const from=make('div','',card);from.className='from';make('i','',from);make('span','注安通关',from);
    make('h2',titles[templateId]||'服务提醒',card);const facts=make('dl','',card);
    for(const [code,{value}] of Object.entries(data)){make('dt',labels[code]||code,facts);make('dd',value,facts)}
    const foot=make('footer','',card);make('span','进入小程序查看 '+page,foot);make('span',openid,foot);
  }
}
fetch('/sandbox/titles').then(answer=>answer.json()).then(answer=>{titles=answer}).catch(()=>{}).finally(look);
</script></body></html>`
