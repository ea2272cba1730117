/** Texts shared by the pages of incidents, Chinese. */
export default {
  nav: { intake: '接报', incidents: '事件' },
  commands: { new: '新接报', find: '查事件' },
  upload: {
    choose: '选择文件',
    drop: '拖放或粘贴',
    remove: '移除',
    waiting: '等待网络',
    tooLarge: '{name} 超过 200 MB，不能上传',
  },
  figures: {
    trapped: { name: '被困', unit: '人' },
    injured: { name: '受伤', unit: '人' },
    dead: { name: '死亡', unit: '人' },
    missing: { name: '失联', unit: '人' },
    evacuated: { name: '转移', unit: '人' },
    sick: { name: '患病', unit: '人' },
    elderly: { name: '老人', unit: '人' },
    children: { name: '儿童', unit: '人' },
    households: { name: '影响户数', unit: '户' },
    vehicles: { name: '涉及车辆', unit: '辆' },
    water_depth_m: { name: '水深', unit: 'm' },
    water_depth_cm: { name: '水深', unit: 'cm' },
    floor: { name: '楼层', unit: '层' },
    area_m2: { name: '面积', unit: 'm²' },
  },
}
