/** The page at `/`: messages as WeChat's 服务通知 lists them, the newest last, as in a conversation. */
export const INBOX_PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><title>服务通知</title>
<link rel="icon" href="data:,">
<meta name="theme-color" content="#ededed" media="(prefers-color-scheme:light)"><meta name="theme-color" content="#111111" media="(prefers-color-scheme:dark)">
<style>
:root{color-scheme:light dark;--bg:#ededed;--card:#fff;--ink:#191919;--ink2:#737373;--line:#ececec;--press:#f5f5f5;--brand:#0b7a63;--on:#fff}
@media (prefers-color-scheme:dark){:root{--bg:#111;--card:#1e1e1e;--ink:#d9d9d9;--ink2:#8f8f8f;--line:#2c2c2c;--press:#262626;--brand:#2fb596;--on:#06251e}}
*{box-sizing:border-box;margin:0}
body{background:var(--bg);color:var(--ink);font:16px/1.5 -apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:480px;margin:0 auto;padding:0 12px calc(32px + env(safe-area-inset-bottom));-webkit-text-size-adjust:100%}
header{position:sticky;top:0;z-index:1;background:var(--bg);text-align:center;padding:12px 0 8px;font-size:17px;font-weight:600}
header small{display:block;font-size:12px;font-weight:400;color:var(--ink2)}
time{display:block;text-align:center;font-size:12px;color:var(--ink2);margin:20px 0 8px}
article{background:var(--card);border-radius:10px;overflow:hidden}
.from{display:flex;align-items:center;gap:8px;padding:12px 16px;font-size:14px;color:var(--ink2);border-bottom:1px solid var(--line)}
.from i{width:22px;height:22px;border-radius:50%;background:var(--brand);color:var(--on);font:600 12px/22px inherit;text-align:center;font-style:normal}
.from b{margin-left:auto;font:12px ui-monospace,monospace;max-width:45%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
h2{font-size:18px;font-weight:600;padding:14px 16px 8px}
dl{display:grid;grid-template-columns:5em 1fr;gap:6px 12px;padding:0 16px 16px;font-size:15px}
dt{color:var(--ink2)}dd{overflow-wrap:anywhere}
footer{display:flex;align-items:center;border-top:1px solid var(--line);padding:12px 16px;font-size:14px}
footer code{margin-left:auto;padding-left:16px;font-size:12px;color:var(--ink2);overflow-wrap:anywhere;text-align:right}
.none{text-align:center;color:var(--ink2);padding:96px 24px;font-size:15px}
</style></head><body>
<header>服务通知<small id="count">微信的替身，只在这台机器上</small></header><main id="list" aria-live="polite"><p class="none">还没有消息<br>发布一条公告，到时会出现在这里</p></main>
<script>
const MOST=50,list=document.getElementById('list'),empty=list.innerHTML;
const make=(tag,text,parent)=>{const node=document.createElement(tag);node.textContent=text;parent.append(node);return node};
const instant=at=>new Date(at).toLocaleString('zh-CN',{timeZone:'Asia/Shanghai',month:'long',day:'numeric',hour:'2-digit',minute:'2-digit'});
const ask=async path=>(await fetch(path)).json();
let cards={},seen='';
async function look(){
  try{
    const {deliveries}=await ask('/sandbox/deliveries?most='+MOST);
    const last=deliveries.length?deliveries[deliveries.length-1].msgid:'';
    if(last!==seen){cards=await ask('/sandbox/cards');draw(deliveries);seen=last}
  }catch(error){console.warn(error)}
  setTimeout(look,1000);
}
function draw(deliveries){
  const atEnd=innerHeight+scrollY>=document.body.scrollHeight-80;
  document.getElementById('count').textContent='微信的替身'+(deliveries.length?' · 最近 '+deliveries.length+' 条':'，只在这台机器上');
  if(!deliveries.length){list.innerHTML=empty;return}
  list.replaceChildren();
  let shown='';
  for(const delivery of deliveries){
    const at=instant(delivery.at);
    if(at!==shown)make('time',shown=at,list);
    drawCard(delivery,shown===at&&list.lastChild.tagName==='ARTICLE');
  }
  if(atEnd)scrollTo({top:document.body.scrollHeight});
}
function drawCard({openid,templateId,page,data},isNext){
  const {title='服务提醒',labels={}}=cards[templateId]||{};
  const card=make('article','',list);if(isNext)card.style.marginTop='12px';
  const from=make('div','',card);from.className='from';make('i','安',from);make('span','注安通关',from);make('b',openid,from).title=openid;
  make('h2',title,card);
  const facts=make('dl','',card);
  for(const [code,{value}] of Object.entries(data)){make('dt',labels[code]||code,facts);make('dd',value,facts)}
  const foot=make('footer','',card);make('span','进入小程序查看',foot);make('code',page,foot);
}
look();
</script></body></html>`
