"""Sharing: a person lets one agency read one paper of his for some days, and sees who has read it.

It answers for what is shared, with whom and until when. Whose a paper is, `process.belongings` decides, anew at each
reading; the file stays where it lies.
"""
