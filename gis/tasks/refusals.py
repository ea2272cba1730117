"""Why a file was refused or could not be made, in both languages, and what to do about it."""

# The English sentence is that of the refusal itself, which often names the place.
CHINESE = {
    "broken": "文件已损坏或不完整，请从原来的软件重新导出",
    "cannot-draw": "地图没能画出，请减少图层或换一种格式",
    "cannot-write": "文件无法写出，请换一种格式",
    "crs-unknown": "文件没有说明坐标系，请选择",
    "empty": "文件是空的",
    "encoding": "文字编码不是 UTF-8 或 GBK，请另选编码或转换后重试",
    "encrypted": "压缩包有密码，请解密后重试",
    "file-gone": "文件内容已被清理，请重新上传",
    "geometry": "这种格式不能保存面，请换一种格式",
    "interrupted": "处理多次被中断，请稍后重试",
    "nested": "压缩包里还有压缩包，请只发里面的数据",
    "no-column": "表中没有所选的列，请另选坐标列",
    "no-layer": "文件中没有所选的图层",
    "no-rows": "文件中没有可用的数据行",
    "no-time": "航点没有时间，无法作为轨迹导入",
    "outside": "有坐标落在所选坐标系之外，请换一个坐标系",
    "parts-missing": "Shapefile 不完整，请把 .shp、.shx、.dbf、.prj 打成一个 zip",
    "points-elsewhere": "这个文件只指向别的文件，请直接发送那些文件",
    "too-large": "文件太大，或处理所需的内存和时间超过上限，请拆分后重试",
    "too-many": "轨迹点数超过上限，请拆分后重试",
    "too-many-rows": "行数超过上限，请拆分后重试",
    "too-many-vertices": "图形的顶点超过上限，请简化后重试",
    "too-slow": "用时太久，请减少内容或拆分后重试",
    "too-wide": "列数超过上限，请删去不需要的列",
    "unknown": "不是可以读取的地图数据格式",
    "xml-dtd": "含有 DTD 或实体声明的 XML 不予读取",
    "zip-bomb": "压缩包内容过多或展开过大",
    "zip-slip": "压缩包里的文件名指向包外，不予读取",
}


def trouble(code: str, detail: str) -> dict[str, str]:
    """Return what is kept of a refusal: code, sentence, and the sentence in each language."""
    return {"code": code, "detail": detail, "zh": CHINESE.get(code, detail), "en": detail}
