"""Passwords attackers try first; compared in lower case.

The head of public lists of leaked passwords, and the habits of Chinese offices.
"""

_LIST = """
    123456789012 1234567890123 12345678901234 123456123456 123123123123 111111111111
    000000000000 888888888888 666666666666 147258369147 987654321098 112233445566 1q2w3e4r5t6y
    1qaz2wsx3edc 1qaz2wsx3edc4rfv qwertyuiop12 qwertyuiop123 qwerty123456 qwerty1234567
    qwer1234qwer asdfghjkl123 zxcvbnm12345 abcd12345678 abc123456789 abcdefghijkl abcdefgh1234
    a1234567890b password1234 password12345 password123456 password123! passw0rd1234
    p@ssw0rd1234 p@ssword1234 passwordpassword iloveyou1234 iloveyou5201314 woaini123456
    woaini1314520 woaini5201314 5201314woaini welcome12345 welcome123456 changeme1234
    changeme12345 letmein12345 administrator administrator1 admin12345678 admin123456789
    admin@123456 admin@1234567 admin#123456 root12345678 root@1234567 test12345678 user12345678
    guest1234567 qwe123qwe123 aa123456789 aaa123456789 huawei@12345 huawei12#$ huawei@123
    yingji123456 yingji@12345 yingji119119 zhihui123456 zhihui@12345 zhihuizhongxin yingjizhihui
    xiaofang119119 gongan110110 jijiu120120 110119120122 120119110110 p@ssw0rd passw0rd
    password1 password123 admin123 admin@123 admin123! abc12345 abc123456 abc@1234 aa123456
    a123456789 qwer1234 qwer@1234 1qaz@wsx 1qaz!qaz 1qaz2wsx zaq12wsx !qaz2wsx 123456aa
    123456abc 123qweasd q1w2e3r4 q1w2e3r4t5 1q2w3e4r welcome1 welcome@123 woaini1314 woaini520
    test1234 test@123 root@123 root1234
"""
COMMON = frozenset(_LIST.split())
