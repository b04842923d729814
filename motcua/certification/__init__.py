"""The certification desk (chứng thực): copies and signatures certified while the person waits.

The bulk of a commune's work: one press receives the request, takes the fee, draws the number of the register, and hands
the certified papers over. It answers for that press and for the register books; what the procedures are and cost, who
signs, and the money are other rooms'.
"""
