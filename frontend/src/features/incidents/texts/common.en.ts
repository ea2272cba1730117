/** Texts shared by the pages of incidents, English. */
export default {
  nav: { intake: 'Intake', incidents: 'Incidents' },
  commands: { new: 'New report', find: 'Find incidents' },
  upload: {
    choose: 'Choose files',
    drop: 'drop or paste',
    remove: 'Remove',
    waiting: 'waiting for the network',
    tooLarge: '{name} has more than 200 MB and cannot be sent',
  },
  figures: {
    trapped: { name: 'Trapped', unit: '' },
    injured: { name: 'Injured', unit: '' },
    dead: { name: 'Dead', unit: '' },
    missing: { name: 'Missing', unit: '' },
    evacuated: { name: 'Evacuated', unit: '' },
    sick: { name: 'Sick', unit: '' },
    elderly: { name: 'Elderly', unit: '' },
    children: { name: 'Children', unit: '' },
    households: { name: 'Households', unit: '' },
    vehicles: { name: 'Vehicles', unit: '' },
    water_depth_m: { name: 'Water depth', unit: 'm' },
    water_depth_cm: { name: 'Water depth', unit: 'cm' },
    floor: { name: 'Floor', unit: '' },
    area_m2: { name: 'Area', unit: 'm²' },
  },
}
