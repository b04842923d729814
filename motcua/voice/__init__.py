"""What people say to an agency: feedback (phản ánh, kiến nghị), its term, and the answer it is owed.

Complaints and denunciations (khiếu nại, tố cáo) are other laws' matter: they are told where to go.
"""
