"""The words a map document says by itself, in both languages; pure."""

from collections.abc import Mapping

Words = Mapping[str, str]
WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "key": "图例", "north": "北", "review": "审图号：{number}", "no_review": "审图号：未设置",
        "made": "制图时间 {at}", "by": "制图 {who}", "sources": "资料来源：",
        "scale": "约 1:{n}", "scale_at": "比例尺以图幅中心 {lat} 为准", "licence": "许可",
        "projection": "Web 墨卡托投影，WGS 84", "part": "显示 {shown} / {total}",
        "fictional": "虚构", "drawings": "标绘", "basemap": "底图", "nothing": "仅底图",
        "incident": "突发事件", "layers": "图层", "things": "资源与力量",
        "none_here": "图幅内无要素",
        "more": "另有 {n} 项未列出", "coast": "海岸线", "district": "区县界", "road": "干线公路",
        "railway": "铁路", "river": "河流", "water": "水域", "otherwise": "其他",
        "drill": "演练", "military": "军标符号 {code}", "close": "关闭", "grade": "{n} 级",
        "marks": "标记", "offline": "离线地图文件，无需网络",
        "line": "线", "area": "面", "circle": "圆", "arrow": "箭头", "text": "文字", "point": "点",
        "reported": "接报", "confirmed": "核实", "responding": "处置", "controlled": "受控",
        "closed": "办结",
    },
    "en": {
        "key": "Key", "north": "N", "review": "Review number: {number}",
        "no_review": "Review number: not set", "made": "Made {at}", "by": "by {who}",
        "sources": "Sources: ", "scale": "about 1:{n}", "scale_at": "Scale holds at {lat}",
        "licence": "licence", "projection": "Web Mercator, WGS 84",
        "part": "{shown} of {total} shown", "fictional": "fictional", "drawings": "Drawings",
        "basemap": "Base map", "nothing": "Base map only", "incident": "Incident",
        "layers": "Layers", "things": "Resources and units", "none_here": "none within the map",
        "more": "{n} more not listed", "coast": "Coast", "district": "District boundary",
        "road": "Trunk road", "railway": "Railway", "river": "River", "water": "Water",
        "otherwise": "Other", "drill": "DRILL", "military": "Military symbol {code}",
        "close": "Close", "grade": "grade {n}", "marks": "Marks",
        "offline": "Works without a network",
        "line": "Line", "area": "Area", "circle": "Circle", "arrow": "Arrow", "text": "Text",
        "point": "Point", "reported": "reported", "confirmed": "confirmed",
        "responding": "responding", "controlled": "controlled", "closed": "closed",
    },
}  # fmt: skip


def name_of(thing: Mapping[str, str], language: str) -> str:
    """Return a name in a language; the other one where it is missing."""
    other = "en" if language == "zh" else "zh"
    return str(thing.get(language) or thing.get(other) or "")
